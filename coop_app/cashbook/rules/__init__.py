"""What the cash book decides and calculates, on plain values."""
