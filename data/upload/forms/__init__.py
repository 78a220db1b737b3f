"""Data sets and programs whose tables are known -> plain tables of ties."""
