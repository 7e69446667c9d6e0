"""Reading text with positions: YAML, Markdown, characters. Knows nothing of records."""
