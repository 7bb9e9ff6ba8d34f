"""What staff type, understood in English and Welsh: commands, dates, wishes, and the sessions that suit."""
