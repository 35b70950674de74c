"""The shell commands: parse the words, call, print. Nothing is decided here."""
