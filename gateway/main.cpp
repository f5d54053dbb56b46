// The one binary: hands the command line to gateway/cli.
int main() { return 0; }
