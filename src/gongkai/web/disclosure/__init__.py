"""Proactive publication: catalogue, items of information, reviews, the publish gate, channels and deliveries.

条例第二章、第三章. What others may read is in `reading.py`; every act is a function of `services/`.
"""
