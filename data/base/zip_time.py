"""The time that entries of our zip files bear."""

# The first that a zip knows: the same files give the same bytes, also on a machine whose clock is before it.
NO_TIME = (1980, 1, 1, 0, 0, 0)
