# ruff: noqa: A005 (the folder is named as the one that it tests)
