"""What tables have in common."""

# Pixels. Streamlit breaks long cells into lines in rows of more than 4 rem: here there is room for three.
ROW_OF_SEVERAL_LINES = 66
