"""The run that starts by itself: what is due in the inbox is built, queued and e-mailed, once and whole."""
