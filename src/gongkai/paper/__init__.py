"""One page model (GB/T 9704 and plain) out as docx, pdf and html."""
