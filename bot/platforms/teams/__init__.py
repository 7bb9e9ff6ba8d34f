"""Microsoft Teams: the room in which people ask with messages, mentions, buttons and forms."""
