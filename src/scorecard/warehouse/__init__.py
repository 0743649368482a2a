"""The warehouse: decisions counted where they lie, by an engine that is asked through Ibis.

In: a table's place, the settings and a period. Out: the Counts and the Ledger that the same rows would give as a file.
No row about a person leaves the engine: what comes back are the distinct values of coded columns, and numbers of rows.
"""
