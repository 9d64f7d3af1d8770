"""`/desk/`: the editor's desk, where people with a password look at drafts, change and publish them in a browser."""
