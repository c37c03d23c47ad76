namespace VideoGen.Emulators.Phaseo;

/// <summary>Ids of requests and jobs: <c>G-</c> and a ULID (48 bits of time, 80 of chance, in Crockford's base 32).</summary>
internal sealed class PhaseoIds(TimeProvider time, Random random)
{
    private const string Alphabet = "0123456789ABCDEFGHJKMNPQRSTVWXYZ";
    private readonly object _lock = new();

    public string Next()
    {
        Span<char> text = stackalloc char[26];
        long milliseconds = time.GetUtcNow().ToUnixTimeMilliseconds();
        for (int place = 9; place >= 0; place--, milliseconds >>= 5)
        {
            text[place] = Alphabet[(int)(milliseconds & 31)];
        }

        lock (_lock)
        {
            for (int place = 10; place < text.Length; place++)
            {
                text[place] = Alphabet[random.Next(Alphabet.Length)];
            }
        }

        return $"G-{text}";
    }
}
