"""The briefing figure: describe and place are pure; svg, files draw without a browser."""
