namespace VideoGen.Emulators.Phaseo;

/// <summary>What a signed link allows.</summary>
internal sealed record PhaseoLink(string Account, string VideoId, int Index, string Disposition);
