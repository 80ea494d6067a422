"""渠道与公示栏: the queue, boards with photos, posts made elsewhere."""
