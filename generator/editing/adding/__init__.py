"""Add a source from a saved page, a PDF or a text: its metadata, its text, and notes on what could not be read."""
