namespace VideoGen.Emulators.Dafty;

/// <summary>Why a well-formed create made no job.</summary>
internal enum DaftyRefusal
{
    None,
    KeyReused,
    TooManyInFlight,
    InsufficientCredits,
}
