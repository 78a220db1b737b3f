"""The version of the program: it goes up when the same link and records could show something else."""

VERSION = "1.2"
