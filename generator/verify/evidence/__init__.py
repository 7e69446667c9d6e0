"""What the record rests on: grades, quotations and their proofs."""
