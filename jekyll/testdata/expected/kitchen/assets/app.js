var x = {"a":[1,2.5,null,true],"b":{"c":"d"}};
