"""From a saved page, a PDF or a text to a source: what it says of itself, its words, and what could not be read."""
