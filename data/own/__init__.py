"""A reader's own records: uploaded bytes -> raw cells -> cells as the schema writes them -> a Dataset laid over ours."""
