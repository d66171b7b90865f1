"""From product to payout: what is offered, asked for, agreed and paid out."""
