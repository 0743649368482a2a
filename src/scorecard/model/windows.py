"""The names that Windows keeps for its devices: no file or folder may have one, with whatever ending."""

DEVICES = ("con", "prn", "aux", "nul", *(f"{port}{number}" for port in ("com", "lpt") for number in range(10)))
