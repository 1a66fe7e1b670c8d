"""What each unit owes for each month: members and wages in, contributions by fund out."""
