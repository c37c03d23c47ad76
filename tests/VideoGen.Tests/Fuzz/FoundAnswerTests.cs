using System.Text;
using VideoGen.Http;
using VideoGen.Providers;
using VideoGen.Tests.Services;

namespace VideoGen.Tests.Fuzz;

/// <summary>Answers that fuzzing found and that are understood now; each is a file of <c>Fuzz/Found</c>: a line of headers, then the body.</summary>
public sealed class FoundAnswerTests
{
    [Theory]
    [InlineData("Artnex", "number-as-id", "4711")]
    [InlineData("Artnex", "two-ids", "req_abc123xyz")]
    [InlineData("Phantaisia", "two-ids", "job-abc124")]
    [InlineData("OpenAI", "not-utf8", "video_68d7")]
    [InlineData("Akool", "not-utf8", "68919a464b4dbdd4ab3d3034")]
    [InlineData("Phaseo", "host-that-is-none", "G-1")]
    public async Task Submission_FoundAnswer_KeepsItsId(string provider, string name, string id) =>
        Assert.Equal(id, (await SubmitAsync(provider, name)).Id);

    [Theory]
    [InlineData("Artnex", "blank-id")]
    [InlineData("Phantaisia", "blank-id")]
    public async Task Submission_BlankId_IsNoJobAndNoRefusal(string provider, string name) =>
        Assert.Equal(VideoErrors.InvalidResponse, (await Assert.ThrowsAsync<VideoGenException>(() => SubmitAsync(provider, name))).Kind);

    [Fact]
    public async Task List_NullInPlaceOfTheList_IsNotTakenForEmpty()
    {
        using ProviderBench bench = Bench("Phaseo", "null-list");
        var listing = (IJobListing)Profile("Phaseo").Entry.Create(bench.Context);

        VideoGenException error = await Assert.ThrowsAsync<VideoGenException>(async () => await listing.ListAsync(new JobListingQuery(), default).GetAsyncEnumerator().MoveNextAsync());

        Assert.Equal(VideoErrors.InvalidResponse, error.Kind);
    }

    [Fact]
    public async Task Models_NullAmongThem_AreTheOthers()
    {
        using ProviderBench bench = Bench("Phaseo", "null-model");

        Assert.Equal("google/veo", Assert.Single(await ((IModelListing)Profile("Phaseo").Entry.Create(bench.Context)).ListModelsAsync(default)).Name);
    }

    [Fact]
    public async Task Read_RedirectToNowhere_IsAnErrorOfOurs()
    {
        using ProviderBench bench = Bench("OpenAI", "redirect-to-nowhere");

        _ = await Assert.ThrowsAsync<VideoGenException>(() => Profile("OpenAI").Entry.Create(bench.Context).ReadAsync(["video_1"], default));
    }

    private static async Task<JobSnapshot> SubmitAsync(string provider, string name)
    {
        using ProviderBench bench = Bench(provider, name);
        return await Profile(provider).Entry.Create(bench.Context).SubmitAsync(Profile(provider).Submission(new Random(1)), default);
    }

    private static ProviderBench Bench(string provider, string name) => new(Profile(provider).Entry.Descriptor, new Uri("https://server.example/v1/"), network: new OneAnswer(provider, name));

    private static FuzzProfile Profile(string provider) => FuzzProfile.All.Single(profile => profile.Provider == provider);

    private sealed class OneAnswer(string provider, string name) : HttpMessageHandler
    {
        protected override Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
        {
            byte[] file = File.ReadAllBytes(Path.Combine(Repository.Root, "tests", "VideoGen.Tests", "Fuzz", "Found", $"{provider}-{name}.answer"));
            int line = Array.IndexOf(file, (byte)'\n');
            string[] head = Encoding.ASCII.GetString(file, 0, line).Split(' ');
            var answer = new HttpResponseMessage((System.Net.HttpStatusCode)int.Parse(head[0], System.Globalization.CultureInfo.InvariantCulture)) { RequestMessage = request, Content = new ByteArrayContent(file[(line + 1)..]) };
            _ = head.Length > 1 && answer.Headers.TryAddWithoutValidation("Location", head[1]);
            return Task.FromResult(answer);
        }
    }
}
