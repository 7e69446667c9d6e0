"""Evidence: quotations, their proofs in the texts of sources, and coverage."""
