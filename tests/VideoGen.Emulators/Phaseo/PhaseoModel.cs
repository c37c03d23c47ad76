namespace VideoGen.Emulators.Phaseo;

/// <summary>A model of the gateway and its routes, in the order they are tried.</summary>
public sealed record PhaseoModel(string Id, string Name, IReadOnlyList<string> InputTypes, IReadOnlyList<PhaseoRoute> Routes);
