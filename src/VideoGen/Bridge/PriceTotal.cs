namespace VideoGen.Cmdlets;

/// <summary>What a plan comes to: the sum of each unit, and what nobody knows.</summary>
internal sealed class PriceTotal
{
    private readonly Dictionary<string, (decimal Least, decimal Most)> _sums = [];
    private int _clips;
    private int _unknown;

    public int Rows { get; private set; }

    /// <summary>All of it is surely free, so that there is nothing to say.</summary>
    public bool IsFree => _sums.Count == 0 && _unknown == 0;

    public void Add(VideoPrice price)
    {
        Rows++;
        _clips += price.Count;
        if (price is { Least: { } least, Most: { } most })
        {
            if (most > 0)
            {
                (decimal Least, decimal Most) sum = _sums.GetValueOrDefault(price.Unit!);
                _sums[price.Unit!] = (sum.Least + least, sum.Most + most);
            }
        }
        else
        {
            _unknown += price.Count;
        }
    }

    /// <summary><c>12 clips for 240 credits and 0.4 to 0.8 USD, 3 of them at an unknown price.</c></summary>
    public override string ToString()
    {
        string[] sums = [.. _sums.Select(sum => new VideoPrice { Provider = "", Least = sum.Value.Least, Most = sum.Value.Most, Unit = sum.Key }.Price)];
        string price = sums.Length > 0 ? $" for {string.Join(" and ", sums)}" : "";
        string unknown = _unknown == 0 ? "" : _unknown == _clips ? " at a price that nobody has published" : $", {_unknown} of them at a price that nobody has published";
        return $"{_clips} {(_clips == 1 ? "clip" : "clips")}{price}{unknown}.";
    }
}
