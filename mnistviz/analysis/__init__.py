"""What a trained network does and why: functions of a network, its parameters and images."""
