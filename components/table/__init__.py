"""The ties of the selection as rows."""
