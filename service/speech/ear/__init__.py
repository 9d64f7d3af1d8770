"""The ear: a recognizer of the user's that hears what a clip says."""
