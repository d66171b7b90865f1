"""What loans cost, how they are paid and how they are judged; plain arithmetic."""
