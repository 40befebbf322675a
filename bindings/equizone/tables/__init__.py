"""Tables of stops and records: read, columns found and checked, words of messages."""
