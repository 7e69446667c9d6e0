"""Draft proposals from the text of a source: actors, quotations, statements, times, sums and acts. Editors decide on them."""
