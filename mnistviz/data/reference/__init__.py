"""What is known of where the training digits lie: neighbours and the outlier score."""
