"""The rooms, a folder each: Slack, Teams, mail, the web. What two of them have in common is a file here."""
