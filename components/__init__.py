"""What we show: each file is named by what the reader sees."""
