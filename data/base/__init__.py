"""The foundation, which knows nothing about records: text, days, faults, a memo, packing."""
