"""What the rest stands on and what knows nothing of records: texts, days, a memo, packing."""
