using VideoGen.Cmdlets.Rows;
using VideoGen.Providers;

namespace VideoGen.Tests.Rows;

/// <summary>Binds single rows in tests: files exist when listed, ids of the provider begin with <c>id-</c>.</summary>
internal static class Binding
{
    public static ProviderDescriptor Provider { get; } = new()
    {
        Name = "Studio",
        ImageForms = ImageForms.Url | ImageForms.Bytes,
        Description = "A provider of these tests.",
        Models = [],
        BodyFields = ["cfg_scale", "camera", "provider_params"],
        IsImageId = text => text.StartsWith("id-", StringComparison.Ordinal),
    };

    public static Row Row(params (string Name, object? Value)[] cells) =>
        VideoGen.Cmdlets.Rows.Row.OfColumns(new RowLayout([.. cells.Select(cell => cell.Name)]), [.. cells.Select(cell => cell.Value)]);

    public static RowBinder Binder(IReadOnlyDictionary<string, object?>? onCommand = null, params string[] files) =>
        new(onCommand ?? new Dictionary<string, object?>(), path => files.Contains(path) ? "/full/" + path : null);

    public static VideoRequest Bind(params (string Name, object? Value)[] cells) => Binder().Bind(Row(cells), Provider);

    public static VideoRequest BindOver(Dictionary<string, object?> onCommand, params (string Name, object? Value)[] cells) =>
        Binder(onCommand).Bind(Row(cells), Provider);

    public static VideoGenException Refusal(params (string Name, object? Value)[] cells) =>
        Assert.Throws<VideoGenException>(() => Bind(cells));
}
