"""What happens in the room: the wall, the trainer's remote control, the phones."""
