namespace VideoGen.Hosting.Tests;

/// <summary>The tests share the process, and with it the home, one after the other.</summary>
[CollectionDefinition(Name)]
public sealed class OneProcess : ICollectionFixture<HostedModule>
{
    public const string Name = "Hosting";
}
