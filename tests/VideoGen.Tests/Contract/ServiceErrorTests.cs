using System.Net;
using VideoGen.Client;
using VideoGen.Emulators.Hosting;

namespace VideoGen.Tests.Contract;

/// <summary>What an error of each service carries for whoever has to ask its support.</summary>
public sealed class ServiceErrorTests
{
    public static TheoryData<string> Names => ServiceContractTests.Names;

    public static TheoryData<string> WithKey => ServiceContractTests.WithKey;

    [Theory]
    [MemberData(nameof(WithKey))]
    public async Task Error_WrongKey_NamesServiceStatusAndItsCode(string name)
    {
        await using ServiceUnderTest service = await ServiceUnderTest.StartAsync(name);
        service.Key = "wrong-key-0123456789";
        using VideoClient client = service.NewClient();

        VideoGenException error = (await ServiceUnderTest.SubmitAsync(client, service.Row("a lake"))).Error!;

        Assert.Equal("Unauthorized", error.ErrorId);
        Assert.Equal(name, error.Provider);
        Assert.NotNull(error.HttpStatus);
        AssertTicket(error, service, "ErrorId: Unauthorized", $"Provider: {name}", error.ServiceCode is { } code ? $"ServiceCode: {code}" : "HttpStatus: 401", "Remedy: ");
        Assert.DoesNotContain("wrong-key", error.ToString(), StringComparison.Ordinal);
    }

    [Theory]
    [MemberData(nameof(Names))]
    public async Task Error_UnknownId_NamesTheService(string name)
    {
        await using ServiceUnderTest service = await ServiceUnderTest.StartAsync(name);
        using VideoClient client = service.NewClient();

        VideoGenException error = await Assert.ThrowsAsync<VideoGenException>(() => client.AdoptAsync("nobody-knows-this", name, CancellationToken.None));

        // Dafty has ids of one form and refuses what has another.
        Assert.Contains(error.ErrorId, (string[])["NotFoundAtService", "RequestRefused"]);
        Assert.Equal(name, error.Provider);
    }

    [Theory]
    [MemberData(nameof(Names))]
    public async Task Error_ServerTrouble_KeepsItsStatusAndRequestIdThroughAllThatWrapsIt(string name)
    {
        await using ServiceUnderTest service = await ServiceUnderTest.StartAsync(name);
        using VideoClient client = service.NewClient();
        service.Emulator.Scenarios.Play(Trouble, 10);

        VideoGenException error = (await ServiceUnderTest.SubmitAsync(client, service.Row("a lake"))).Error!;

        Assert.Equal(name, error.Provider);
        Assert.Equal(HttpStatusCode.InternalServerError, error.HttpStatus);
        Assert.Equal("req-4711", error.RequestId);
        AssertTicket(error, service, "HttpStatus: 500 InternalServerError", "RequestId: req-4711");
        if (error.ErrorId == "JobUnknown")
        {
            AssertTicket(error, service, $"JobKey: {error.Job!.Key}", "Cause: VideoGenException: ");
        }
    }

    [Theory]
    [MemberData(nameof(Names))]
    public async Task Error_PageOfAProxy_IsToldShortly(string name)
    {
        await using ServiceUnderTest service = await ServiceUnderTest.StartAsync(name);
        using VideoClient client = service.NewClient();
        service.Emulator.Scenarios.Play(Scenarios.Status(200, $"<html>Please sign in {new string('x', 3_000_000)}</html>", "text/html") with { Name = "html" }, 10);

        VideoGenException error = (await ServiceUnderTest.SubmitAsync(client, service.Row("a lake"))).Error!;

        Assert.Equal(HttpStatusCode.OK, error.HttpStatus);
        Assert.Equal(name, error.Provider);
        AssertTicket(error, service, "HttpStatus: 200 OK", "Please sign in");
    }

    [Theory]
    [MemberData(nameof(Names))]
    public async Task Error_CutConnection_NamesTheService(string name)
    {
        await using ServiceUnderTest service = await ServiceUnderTest.StartAsync(name);
        using VideoClient client = service.NewClient();
        service.Emulator.Scenarios.Play(Scenarios.Hangup(), 10);

        VideoGenException error = (await ServiceUnderTest.SubmitAsync(client, service.Row("a lake"))).Error!;

        Assert.Equal(name, error.Provider);
        Assert.Null(error.HttpStatus);
        AssertTicket(error, service, $"Provider: {name}", "Cause: ");
    }

    private static Scenario Trouble { get; } = new("trouble", (context, next) =>
    {
        context.Response.Headers["X-Request-Id"] = "req-4711";
        return Scenarios.Status(500, new string('x', 3_000_000)).Run(context, next);
    });

    /// <summary>It has these facts, no secret, and is of a length that can be read.</summary>
    private static void AssertTicket(VideoGenException error, ServiceUnderTest service, params string[] facts)
    {
        string ticket = $"{error}";
        Assert.All(facts, fact => Assert.Contains(fact, ticket, StringComparison.Ordinal));
        Assert.True(ticket.Length < 2500, ticket);
        if (service.Key is { Length: > 0 } key)
        {
            Assert.DoesNotContain(key, ticket, StringComparison.Ordinal);
        }
    }
}
