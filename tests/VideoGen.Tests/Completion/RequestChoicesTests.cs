using VideoGen.Client;
using VideoGen.Providers;

namespace VideoGen.Tests.Completion;

/// <summary>What is offered of the real catalogue, held against the check that a finished request goes through.</summary>
public class RequestChoicesTests
{
    private static readonly ImageReference Image = new(ImageKind.Url, "https://example.com/image.png");

    private static readonly ChoiceDimension[] Dimensions = [ChoiceDimension.Resolution, ChoiceDimension.AspectRatio, ChoiceDimension.Duration];

    public static TheoryData<string> Providers => new(ProviderCatalog.BuiltIn.All.Select(entry => entry.Descriptor.Name));

    [Theory]
    [MemberData(nameof(Providers))]
    public void Choices_OfEachModel_AreExactlyWhatTheCheckTakes(string name)
    {
        ProviderDescriptor provider = ProviderCatalog.BuiltIn.Find(name).Descriptor;
        foreach (ModelDescriptor model in provider.Models)
        {
            var written = new VideoRequest { Provider = name, Model = model.Name };
            foreach (ChoiceDimension dimension in Dimensions)
            {
                string[] offered = [.. new RequestChoices(provider, written).Of(dimension, static _ => true).Select(choice => choice.Value)];
                string[] taken = [.. dimension.Values(provider, model).Where(value => IsTakenWithMore(provider, model, dimension.With(written, value)))];
                Assert.Equal(taken.Order(StringComparer.Ordinal), offered.Order(StringComparer.Ordinal));
            }
        }
    }

    [Theory]
    [MemberData(nameof(Providers))]
    public void Choices_OneAfterTheOther_EndInARequestThatIsTaken(string name)
    {
        ProviderDescriptor provider = ProviderCatalog.BuiltIn.Find(name).Descriptor;
        foreach (ChoiceDimension[] order in Dimensions.Select(first => Dimensions.Except([first]).Prepend(first).ToArray()))
        {
            // Of each the last, which is the one that leaves the least for the others.
            var written = new VideoRequest { Provider = name };
            foreach (ChoiceDimension dimension in order)
            {
                written = new RequestChoices(provider, written).Of(dimension, static _ => true).LastOrDefault() is { } choice ? dimension.With(written, choice.Value) : written;
            }

            RequestChoice[] models = [.. new RequestChoices(provider, written).OfModels(static _ => true)];
            Assert.NotEmpty(models);
            Assert.All(models, choice => Assert.True(IsTaken(provider, written with { Model = choice.Value }), $"{written} with {choice.Value}"));
        }
    }

    /// <summary>As it is, or with one more value that may still be typed.</summary>
    private static bool IsTakenWithMore(ProviderDescriptor provider, ModelDescriptor model, VideoRequest request) =>
        Dimensions.Where(dimension => dimension.With(request, null) == request)
            .SelectMany(dimension => dimension.Values(provider, model), (dimension, value) => dimension.With(request, value))
            .Prepend(request)
            .Any(finished => IsTaken(provider, finished));

    private static bool IsTaken(ProviderDescriptor provider, VideoRequest request) =>
        new[] { request, request with { Image = Image }, request with { Image = Image, LastImage = Image } }.Any(finished =>
        {
            try
            {
                _ = new RequestValidator(provider).Validate(finished with { Prompt = "a fox" }, skip: false);
                return true;
            }
            catch (VideoGenException e)
            {
                // It wants a ratio with a resolution, which can be typed after it.
                return e.Kind == VideoErrors.MissingValue && e.Message.Contains("AspectRatio", StringComparison.Ordinal);
            }
        });
}
