"""Extracts: read, map, tally. From files to Counts and a Ledger; no row about a person goes further than this package."""
