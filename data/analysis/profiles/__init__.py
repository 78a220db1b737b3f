"""All that the records know of one country or pair, as plain values."""
