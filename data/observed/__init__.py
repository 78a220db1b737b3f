"""What machines coded from news: kept apart from the curated records, and never mixed with them."""
