"""What organisers do from chat, one file a word."""
