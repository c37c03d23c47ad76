using System.Net;
using VideoGen.Http;
using VideoGen.Tests.Http;

namespace VideoGen.Tests.Processes;

/// <summary>A process that asks each address once through the API's chain and once through that of downloads. The system's proxy is read once a process.</summary>
internal static class FetchingProcess
{
    public static async Task<int> RunAsync(string[] addresses)
    {
        using var pipeline = new HttpPipeline(TimeProvider.System, new Random(1), new HttpPipelineOptions { Retry = StubNetwork.Quick });
        foreach (string address in addresses)
        {
            await FetchAsync(pipeline.Api, address);
            await FetchAsync(pipeline.Downloads, address);
        }

        return 0;
    }

    private static async Task FetchAsync(HttpClient client, string address)
    {
        try
        {
            using var request = new HttpRequestMessage(HttpMethod.Get, address);
            // The one kind that is not sent again.
            request.Options.Set(RequestOptions.Kind, ApiCall.Submit);
            using HttpResponseMessage answer = await client.SendAsync(request);
            Console.WriteLine($"{(int)answer.StatusCode}");
        }
        catch (HttpRequestException e)
        {
            Console.WriteLine(ResendRules.WasNotSent(e) ? $"unsent {e.HttpRequestError}" : e.Message);
        }
    }
}
