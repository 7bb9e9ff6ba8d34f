"""What is handed over as a file: a certificate as a PDF, a code for the wall, figures as a sheet."""
