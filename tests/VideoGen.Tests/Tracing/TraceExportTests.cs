using VideoGen.Client;
using VideoGen.Http;
using VideoGen.Journal;
using VideoGen.Tests.Credentials;
using VideoGen.Tests.Http;
using VideoGen.Tracing;

namespace VideoGen.Tests.Tracing;

/// <summary>The file that is to be posted.</summary>
public sealed class TraceExportTests
{
    /// <summary>The forms that the last look knows; the others are the patterns' alone.</summary>
    private static readonly int[] LookedFor = [0, 1, 2, 6, 7, 12, 17, 18, 25, 26];

    [Fact]
    public async Task Export_FileIsThere_IsReplacedWithForceOnly()
    {
        using CredentialBench bench = Bench(StubNetwork.Answer(200, """{"id":"job-1"}"""));
        VideoJob job = (await CredentialBench.SubmitAsync(bench.Client, "Fake")).Job!;
        string path = bench.Home.At("new", "trace.md");
        _ = await ExportAsync(bench, job, path);

        VideoGenException e = await Assert.ThrowsAsync<VideoGenException>(() => ExportAsync(bench, job, path));
        Assert.Equal("FileExists", e.ErrorId);
        Assert.Contains("-Path", e.Remedy, StringComparison.Ordinal);
        _ = await ExportAsync(bench, job, path, force: true);
    }

    [Fact]
    public async Task Export_KeyThatIsSetSince_IsMaskedInWhatWasRecordedBefore()
    {
        const string Later = "another/Kay.of+today-0123456789";
        using CredentialBench bench = Bench(StubNetwork.Answer(200, """{"id":"job-1","note":"another/Kay.of+today-0123456789"}"""));
        VideoJob job = (await CredentialBench.SubmitAsync(bench.Client, "Fake")).Job!;
        Assert.Contains(Later, await File.ReadAllTextAsync(bench.Home.At("traces", $"{job.Key}.jsonl")), StringComparison.Ordinal);

        bench.Environment["VIDEOGEN_PAIR_KEY"] = $"my-public-id-77:{Later}";
        Assert.Null(SecretForms.FindIn(await ExportAsync(bench, job, bench.Home.At("trace.md")), SecretForms.Of(Later)));
    }

    [Fact]
    public async Task Export_SameSecretInManyForms_IsOneToken()
    {
        string forms = System.Text.Json.JsonSerializer.Serialize(string.Join(' ', SecretForms.Of(CredentialBench.Secret)));
        using CredentialBench bench = Bench(StubNetwork.Answer(200, $$"""{"id":"job-1","note":{{forms}},"token":"received-0123456789"}"""));
        VideoJob job = (await CredentialBench.SubmitAsync(bench.Client, "Fake")).Job!;

        string text = await ExportAsync(bench, job, bench.Home.At("trace.md"));

        Assert.Contains("Authorization: Bearer ‹secret-1›", text, StringComparison.Ordinal);
        Assert.Contains("\"token\": \"‹secret-2›\"", text, StringComparison.Ordinal);
        Assert.DoesNotContain("‹secret-3›", text, StringComparison.Ordinal);
        Assert.DoesNotContain("‹secret:", text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Export_LinesEditedByAnother_AreCleanedLikeAnyOther()
    {
        using CredentialBench bench = Bench(StubNetwork.Answer(200, """{"id":"job-1"}"""));
        VideoJob job = (await CredentialBench.SubmitAsync(bench.Client, "Fake")).Job!;
        await File.AppendAllTextAsync(
            bench.Home.At("traces", $"{job.Key}.jsonl"),
            "junk\n{\"for\":\"\\u001b]8;;x\\u0007read\",\"method\":null,\"status\":200,\"answerBody\":\"\\u001b[31mred\\u202e``` " + CredentialBench.Secret.Replace("\"", "\\\"", StringComparison.Ordinal) + "\",\"answerHeaders\":{\"A\":\"b\"}}\nnull\n{}\n");

        string text = await ExportAsync(bench, job, bench.Home.At("trace.md"));

        Assert.Contains("red''' ‹secret-1›", text, StringComparison.Ordinal);
        Assert.DoesNotContain(text, character => character is '\u001b' or '\u0007' or '\u202e');
    }

    [Theory]
    [InlineData("a lake under the old moon, wide", "a lake under the old moon, wide")]
    [InlineData("a lake under the old moon, wide", "a lake under the old mo…")]
    [InlineData("a lake under the old moon, wide", "the words 'under the old moon, wide' are not allowed")]
    [InlineData("ein \"See\" im Mondlicht", "ein \\u0022See\\u0022 im Mondlicht")]
    public void TracePrivacy_WhatTheUserWrote_IsTakenOutWholeOrInPieces(string prompt, string echo)
    {
        JournalEntry entry = Journal.JournalFixture.Entry() with { Request = new VideoRequest { Prompt = prompt } };

        string cleaned = new TracePrivacy(entry, "/home/of/module", includesPrompt: false).Clean($"before {echo} after /home/of/module/x me@mail.example");

        Assert.DoesNotContain("moon", cleaned, StringComparison.Ordinal);
        Assert.DoesNotContain("Mondlicht", cleaned, StringComparison.Ordinal);
        Assert.EndsWith("after ‹module home›/x ‹mail address›", cleaned, StringComparison.Ordinal);
        Assert.Contains(echo, new TracePrivacy(entry, "/home/of/module", includesPrompt: true).Clean(echo), StringComparison.Ordinal);
    }

    [Fact]
    public void TraceCheck_SecretThatIsLeft_RefusesTheFile()
    {
        Secret[] secrets = [new(CredentialBench.Secret)];
        foreach (string form in LookedFor.Select(number => SecretForms.Of(CredentialBench.Secret)[number]))
        {
            Assert.Equal("TraceNotSafe", Assert.Throws<VideoGenException>(() => TraceCheck.ThrowIfFound($"x {form} y", secrets)).ErrorId);
        }

        TraceCheck.ThrowIfFound("x ‹secret-1› y", secrets);
    }

    private static CredentialBench Bench(params Func<HttpRequestMessage, HttpResponseMessage>[] answers)
    {
        var bench = new CredentialBench(null, answers);
        bench.Environment["VIDEOGEN_FAKE_KEY"] = CredentialBench.Secret;
        return bench;
    }

    private static async Task<string> ExportAsync(CredentialBench bench, VideoJob job, string path, bool force = false)
    {
        FileInfo file = await bench.Client.Traces.ExportAsync(job, new TraceExportOptions { Path = path, Force = force }, CancellationToken.None);
        return await File.ReadAllTextAsync(file.FullName);
    }
}
